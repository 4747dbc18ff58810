import { describe, expect, test } from 'vitest'
import { phoneTo } from '../support/test-app.ts'

describe('1.5 Loops and limits', () => {
  test('No redirect or document limit for voice is documented. The real bound is 4 h per call. [D E]', async () => {
    const { phone, seen } = phoneTo({ '/voice': '<Gather numDigits="1"/><Redirect/>' })
    const call = await phone.call()
    await call.ends()
    expect(call.timeline.at(-1)).toMatch(/^4:00:00\.000 caller: ended completed after 14400 s/)
    expect(seen.length).toBe(2880)
    expect(call).toHaveNoErrors()
  })

  test("The simulator's own guard against documents that let no time pass is its own, not a Twilio code. [I]", async () => {
    const { phone, seen } = phoneTo({ '/voice': '<Redirect/>' }, { maxDocumentsAtOnce: 20 })
    const call = await phone.call()
    await call.ends()
    expect(seen).toHaveLength(20)
    expect(call.events()).toContainEqual(
      expect.objectContaining({ type: 'problem', code: 'endless-loop', twilioCode: null }),
    )
    expect(call.isOver()).toBe(true)
  })
})
