#!/bin/sh
# Unpacks the built shop where DEPLOY_TO says. Put your own deployment here.
set -eu
mkdir -p "${DEPLOY_TO:=deployed}"
tar -xzf shop.tgz -C "$DEPLOY_TO"
echo "The shop is in $DEPLOY_TO"
