import { test } from 'vitest'

/**
 * A rule of Twilio's with its source (D docs, T typings, S schema, E error dictionary, L live, P peer, I inference),
 * and the test that holds ringback to it.
 */
export function rule(marks: string, text: string, body: () => void | Promise<void>): void {
  test(`${text} [${marks}]`, body)
}
