/** `ringback/vitest`: vitest's `test` with a telephone, and matchers for calls. Needs the package vitest. */
import '@ringback/common/require-node'
import { importPeer } from '@ringback/common'
import type * as Fixtures from '../vitest/fixtures.ts'

const fixtures = await importPeer('vitest', () => import('../vitest/fixtures.ts'))

/** vitest's `test` with a telephone: `test('greets', async ({ phone }) => { ... })`. */
export const test: typeof Fixtures.test = fixtures.test
/** vitest's `expect` with the matchers for calls: `expect(call).toDial('+14155550123')`. */
export const expect: typeof Fixtures.expect = fixtures.expect
/** The matchers for calls, for `expect.extend` of another vitest. */
export const callMatchers: typeof Fixtures.callMatchers = fixtures.callMatchers
export type { CallMatchers, PhoneFixtures } from '../vitest/fixtures.ts'
