import { createPhone, type Phone, type PhoneOptions } from '@ringback/simulator'
import { expect, test as base, type TestAPI } from 'vitest'
import { configuredPhone } from './configured-phone.ts'
import '@ringback/simulator/vitest'

/** What `test` gives to a test. */
export interface PhoneFixtures {
  /**
   * How the telephone is made. By default of `ringback.config.ts` in the working directory and TWILIO_AUTH_TOKEN; others by
   * `test.extend({ phoneOptions: { app, voiceUrl: '/voice' } })`.
   */
  readonly phoneOptions: PhoneOptions
  /** A telephone from which the app is called, closed after the test. */
  readonly phone: Phone
}

/** vitest's `test` with a telephone: `test('greets', async ({ phone }) => { ... })`. */
export const test: TestAPI<PhoneFixtures> = base.extend<PhoneFixtures>({
  // vitest reads the names of other fixtures out of the braces.
  // oxlint-disable-next-line no-empty-pattern
  phoneOptions: async ({}, use) => use(await configuredPhone()),
  phone: async ({ phoneOptions }, use) => {
    const phone = createPhone(phoneOptions)
    await use(phone)
    await phone.close()
  },
})

export { expect }
export { callMatchers, type CallMatchers } from '@ringback/simulator/vitest'
