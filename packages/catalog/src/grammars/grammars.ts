import type { Grammar } from '../model.ts'
import { iso8601 } from './dates/iso8601.ts'
import { mmyy } from './dates/mmyy.ts'
import { rfc2822 } from './dates/rfc2822.ts'
import { timestamp } from './dates/timestamp.ts'
import type { GrammarDefinition } from './grammar-definition.ts'
import { json } from './identifiers/json.ts'
import { jwt } from './identifiers/jwt.ts'
import { percentEncodedJson } from './identifiers/percent-encoded-json.ts'
import { sid } from './identifiers/sid.ts'
import { url } from './identifiers/url.ts'
import { digitOrHangup } from './keys/digit-or-hangup.ts'
import { digit } from './keys/digit.ts'
import { digits } from './keys/digits.ts'
import { masked } from './keys/masked.ts'
import { float } from './numbers/float.ts'
import { integer } from './numbers/integer.ts'
import { address } from './parties/address.ts'
import { country } from './parties/country.ts'
import { hostname } from './parties/hostname.ts'
import { ip } from './parties/ip.ts'
import { nameAddr } from './parties/name-addr.ts'
import { boolean } from './words/boolean.ts'
import { constant } from './words/const.ts'
import { enumeration } from './words/enum.ts'
import { language } from './words/language.ts'
import { text } from './words/text.ts'

/**
 * All that is known of each value grammar. Validation, JSON Schemas, Pact rules, arbitraries and redaction select from it.
 */
export const grammars: { readonly [Key in Grammar]: GrammarDefinition } = {
  address,
  boolean,
  const: constant,
  country,
  digit,
  'digit-or-hangup': digitOrHangup,
  digits,
  enum: enumeration,
  float,
  hostname,
  integer,
  ip,
  iso8601,
  json,
  jwt,
  language,
  masked,
  mmyy,
  'name-addr': nameAddr,
  'percent-encoded-json': percentEncodedJson,
  rfc2822,
  sid,
  text,
  timestamp,
  url,
}
