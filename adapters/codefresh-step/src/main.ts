#!/usr/bin/env node
import { run } from '@change-gate/core';
import { noteFailure } from './build/failure.ts';
import { readContext } from './context.ts';
import { ownInputs, readInputs } from './inputs.ts';
import { createOutputs } from './outputs.ts';

process.exitCode = await run({ env: process.env, readInputs, ownInputs, readContext, createOutputs });
if (process.exitCode !== 0) await noteFailure(process.env);
