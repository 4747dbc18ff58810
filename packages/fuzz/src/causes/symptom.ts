import { withoutOrigins } from '@ringback/common'
import type { CheckFinding } from '@ringback/checks'
import { pageKey } from '../routes/page-key.ts'

/** A failure before its cause is known: code, page and message without details. Different symptoms have different causes. */
export function symptomOf({ code, message }: CheckFinding, url: string): string {
  return `${code} ${pageKey(url)} ${withoutDetails(message)}`
}

/** A message without what is quoted in it, the addresses of apps, and numbers, those of HTTP statuses excepted. */
export function withoutDetails(message: string): string {
  return withoutOrigins(message.replaceAll(/"[^"]*"/g, '""')).replaceAll(/(?<!HTTP |\d)\d+/g, '#')
}
