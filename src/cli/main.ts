#!/usr/bin/env node
import module from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { guardOutput } from './output.js';

// Node 22.8 and later can keep compiled code between runs. Everything that is imported after this call profits.
if ('enableCompileCache' in module && typeof module.enableCompileCache === 'function') module.enableCompileCache();
guardOutput();
// Modules are loaded once. V8 would optimize two functions that Node calls for each of them, and its compiler would take 4 MB of memory.
setFlagsFromString('--no-opt');
const { run } = await import('./run.js');
setFlagsFromString('--opt');
process.exitCode = await run(process.argv.slice(2));
