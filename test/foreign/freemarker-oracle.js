// biome-ignore-all lint: Rhino supports the JavaScript of 2009, and Java's System has a field called in.
// Run by Rhino with FreeMarker's jar: reads lines of JSON with template and model, prints a line with output or error for each.
var freemarker = Packages.freemarker.template;
var configuration = new freemarker.Configuration(freemarker.Configuration.VERSION_2_3_0);
configuration.setNumberFormat('computer');
configuration.setLocale(java.util.Locale.US);
configuration.setTimeZone(java.util.TimeZone.getTimeZone('UTC'));
configuration.setLogTemplateExceptions(false);
configuration.setTemplateExceptionHandler(freemarker.TemplateExceptionHandler.IGNORE_HANDLER);

function toJava(value) {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) {
    var list = new java.util.ArrayList();
    value.forEach((item) => {
      list.add(toJava(item));
    });
    return list;
  }
  if (typeof value === 'object') {
    var map = new java.util.LinkedHashMap();
    Object.keys(value).forEach((key) => {
      map.put(key, toJava(value[key]));
    });
    return map;
  }
  if (typeof value === 'number') return new java.math.BigDecimal(String(value));
  return typeof value === 'boolean' ? new java.lang.Boolean(value) : new java.lang.String(value);
}

function render(template, model) {
  try {
    var writer = new java.io.StringWriter();
    new freemarker.Template('t', new java.io.StringReader(template), configuration).process(toJava(model), writer);
    return { output: String(writer.toString()) };
  } catch (error) {
    return { error: String(error).substring(0, 300) };
  }
}

var input = new java.io.BufferedReader(new java.io.InputStreamReader(java.lang.System['in'], 'UTF-8'));
var out = new java.io.PrintStream(java.lang.System.out, true, 'UTF-8');
for (var line = input.readLine(); line !== null; line = input.readLine()) {
  var given = JSON.parse(String(line));
  out.println(JSON.stringify(render(given.template, given.model)));
}
