/** Texts that a client could put into any field, to check that pages do not treat them as markup or script. Each sets `hacked` if it runs. */
export const HOSTILE_TEXTS = [
  '<script>window.hacked=1</script>',
  '<img src=x onerror="window.hacked=1">',
  '<svg onload="window.hacked=1"></svg>',
  '"><svg/onload=window.hacked=1>',
  "';window.hacked=1;//",
  '</title><script>window.hacked=1</script>',
  '</textarea><img src=x onerror=window.hacked=1>',
  'javascript:window.hacked=1',
  '<a href="javascript:window.hacked=1" id=bait>click</a>',
  '<iframe srcdoc="<script>parent.hacked=1</script>"></iframe>',
  '<math><mtext><table><mglyph><style><img src=x onerror=window.hacked=1>',
  '<base href="//evil.example/">',
  '<meta http-equiv=refresh content="0;url=//evil.example/">',
  '<details open ontoggle=window.hacked=1>',
  '{{constructor.constructor("window.hacked=1")()}}',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a template language would run this.
  '${window.hacked=1}',
  '\u202e<script>window.hacked=1</script>\u0000',
  '<!--><img src=x onerror=window.hacked=1>-->',
] as const;
