import { suggest } from '../../../util/suggest.js';
import { BUILT_INS } from '../built-ins/catalogue.js';
import { UnsupportedTemplateError } from '../errors.js';
import type { Source } from './source.js';

/** Built-ins of FreeMarker 2.3.34 that are not implemented here. */
const OTHER_BUILT_INS = new Set(
  (
    'absolute_template_name ancestors api blank_to_null boolean byte c_lower_case c_upper_case children cn date_if_unknown ' +
    'datetime_if_unknown double empty_to_null esc eval eval_json float groups has_api interpret is_infinite is_nan iso iso_h iso_h_nz ' +
    'iso_local iso_local_h iso_local_h_nz iso_local_m iso_local_m_nz iso_local_ms iso_local_ms_nz iso_local_nz iso_m iso_m_nz iso_ms ' +
    'iso_ms_nz iso_nz iso_utc iso_utc_fz iso_utc_h iso_utc_h_nz iso_utc_m iso_utc_m_nz iso_utc_ms iso_utc_ms_nz iso_utc_nz lower_abc ' +
    'markup_string matches max min namespace new next_sibling no_esc node_name node_namespace node_type number_to_date ' +
    'number_to_datetime number_to_time parent previous_sibling root rtf seq_last_index_of sequence short sort sort_by switch ' +
    'time_if_unknown trim_to_null truncate truncate_c truncate_c_m truncate_m truncate_w truncate_w_m upper_abc url_path web_safe ' +
    'with_args with_args_last'
  ).split(' '),
);

const SPECIALS = new Set(['now', 'vars', 'globals', 'data_model']);
const OTHER_SPECIALS = new Set(
  (
    'args auto_esc caller_template_name current_node current_template_name error get_optional_template incompatible_improvements lang ' +
    'locale locale_object locals main main_template_name namespace node output_encoding output_format pass template_name time_zone ' +
    'url_escaping_charset version'
  ).split(' '),
);

/** Names may be written in camel case: `?hasContent`. */
function snakeCase(name: string): string {
  return name.replace(/(?<!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
}

/**
 * The name of a built-in as written in the catalogue.
 * Throws TemplateSyntaxError if FreeMarker does not have it, UnsupportedTemplateError if it is not implemented here.
 */
export function assertBuiltIn(written: string, source: Source, offset: number): string {
  const name = snakeCase(written);
  if (BUILT_INS.has(name)) return name;
  if (OTHER_BUILT_INS.has(name)) throw new UnsupportedTemplateError(`The built-in '?${written}'`, source.placeOf(offset));
  throw source.error(`'?${written}' is not a built-in${suggest(name, BUILT_INS.keys())}`, offset);
}

/** The same for the names after a dot, as in `.now`. */
export function assertSpecial(written: string, source: Source, offset: number): string {
  const name = snakeCase(written);
  if (SPECIALS.has(name)) return name;
  if (OTHER_SPECIALS.has(name)) throw new UnsupportedTemplateError(`The special variable '.${written}'`, source.placeOf(offset));
  throw source.error(`'.${written}' is not a special variable${suggest(name, SPECIALS)}`, offset);
}
