import * as x from 'rolldown/experimental'; import { readFileSync, writeFileSync, readdirSync } from 'node:fs';
console.log(Object.keys(x).filter(k=>/min/i.test(k)));
const dir='/tmp/m/distm/dist/chunks/'; const which=process.argv[2];
for (const f of readdirSync(dir)) if (f.endsWith('.js') && (which==='all'||f===which)) { const s=readFileSync(dir+f,'utf8'); const o=process.argv[3]==='ws'?{module:true,compress:false,mangle:false,codegen:{removeWhitespace:true}}:{module:true,mangle:true,compress:true,codegen:{removeWhitespace:true}}; const r=await x.minify(f,s,o); writeFileSync(dir+f,r.code); if(s.length>100000) console.log(f,s.length,r.code.length); }
