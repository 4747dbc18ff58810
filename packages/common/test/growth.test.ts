import {
  escapeXml,
  isLoopback,
  nearest,
  parseAppUrl,
  printable,
  printableJson,
  quoteForShell,
  RingbackError,
  shortened,
  withoutCredentials,
} from '@ringback/common'
import { superlinear } from '@ringback/test-support/growth'
import { expect, test } from 'vitest'

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  escapeXml,
  isLoopback,
  nearest: (text) => nearest(text, ['CallSid', 'AccountSid']),
  parseAppUrl(text) {
    try {
      return parseAppUrl(text)
    } catch (error) {
      if (!(error instanceof RingbackError)) throw error
      return error
    }
  },
  printable,
  printableJson,
  quoteForShell,
  shortened,
  withoutCredentials,
}

test.each(Object.entries(readers))('the work of %s grows as its input does', (_name, read) => {
  expect(superlinear(read)).toEqual([])
})
