#!/bin/sh
# Copies the shop to where DEPLOY_TO says. Put your own deployment here.
set -eu
mkdir -p "${DEPLOY_TO:=/tmp/shop}"
cp shop.mjs "$DEPLOY_TO"
echo "The shop is in $DEPLOY_TO"
