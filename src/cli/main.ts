#!/usr/bin/env node
import { guardOutput } from './output.js';
import { run } from './run.js';

guardOutput();
process.exitCode = await run(process.argv.slice(2));
