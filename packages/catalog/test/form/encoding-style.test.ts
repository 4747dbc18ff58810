import { encodingStyle, kinds } from '@ringback/catalog'
import { expect, test } from 'vitest'

import { webhookFixtures } from '../webhook-fixtures.ts'

test.each(kinds)('$kind', ({ kind, synchronous }) => {
  expect(encodingStyle(kind)).toBe(synchronous ? 'plus' : 'percent')
})

const withSpaces = webhookFixtures.filter(
  ({ captured, raw = '' }) => captured === 'likely' && /[+]|%20/.test(raw) && !raw.includes('%20+'),
)

test('captured requests with spaces are written so', () => {
  expect(withSpaces.length).toBeGreaterThan(0)
  const others = withSpaces.filter(
    ({ kind, raw = '' }) => raw.includes('+') !== (encodingStyle(kind) === 'plus'),
  )
  // Written by hand: its date has no such weekday.
  expect(others.map(({ id }) => id)).toEqual(['status-callback-012'])
})
