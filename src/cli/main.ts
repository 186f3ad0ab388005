#!/usr/bin/env node
import module from 'node:module';
import { guardOutput } from './output.js';

// Node 22.8 and later can keep compiled code between runs. Everything that is imported after this call profits.
if ('enableCompileCache' in module && typeof module.enableCompileCache === 'function') module.enableCompileCache();
guardOutput();
const { run } = await import('./run.js');
process.exitCode = await run(process.argv.slice(2));
