import type { Privacy } from '../grammar-definition.ts'
import { anyOf } from '../patterns.ts'
import { valueShapes } from '../value-shapes.ts'

const { rfc2822, iso8601 } = valueShapes

/**
 * Dates tell nothing about anybody, those of other time zones and with a space for the `T` neither. A number of seconds is not
 * among them: it cannot be told from a phone number.
 */
export const datePrivacy: Privacy = {
  harmless: anyOf(
    `${rfc2822} (?:[+-][0-9]{4}|GMT|UTC|Etc/UTC)`,
    String.raw`${iso8601.replace('T', '[T ]')}(?:\.[0-9]{1,9})?(?: ?(?:Z|UTC|[+-][0-9]{2}:?[0-9]{2}))?`,
  ),
  content: 'digits',
}
