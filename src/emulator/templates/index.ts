export { TemplateLimitError, TemplateSyntaxError, UnsupportedTemplateError } from './errors.js';
export { type IgnoredError, type Rendered, type RenderLimits, type RenderOptions, render, TemplateRuntimeError } from './render.js';
export { parse } from './syntax/parse-template.js';
export type { Template } from './syntax/tree.js';
