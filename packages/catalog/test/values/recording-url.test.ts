import { isWritten, isSid, recordingUrl } from '@ringback/catalog'
import { expect, test } from 'vitest'

import { webhookFixtures } from '../webhook-fixtures.ts'

const captured = webhookFixtures.flatMap(({ id, parameters: { AccountSid, RecordingSid, RecordingUrl } }) =>
  AccountSid !== undefined &&
  RecordingSid !== undefined &&
  isSid(AccountSid) &&
  RecordingUrl?.includes('api.twilio.com')
    ? [{ id, AccountSid, RecordingSid, RecordingUrl }]
    : [],
)

test('some recordings were captured', () => {
  expect(captured.length).toBeGreaterThan(0)
})

test.each(captured)(
  '$id has the URL of its recording, with either scheme',
  ({ AccountSid, RecordingSid, RecordingUrl }) => {
    const url = recordingUrl(AccountSid, RecordingSid)
    expect([url, url.replace('https:', 'http:')]).toContain(RecordingUrl)
    expect(isWritten({ grammar: 'url' }, url)).toBe(true)
  },
)
