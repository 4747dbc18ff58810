import { describe, expect, test } from 'vitest'
import { phoneTo, publicUrl } from '../support/test-app.ts'

async function called(twiml: string, routes = {}) {
  const one = phoneTo({ '/voice': twiml, ...routes })
  const call = await one.phone.call()
  await call.ends()
  return { ...one, call }
}

const count = (lines: readonly string[], part: string): number =>
  lines.filter((line) => line.includes(part)).length

describe('1.7 Say, Play, Pause', () => {
  test('Say: loop 1 by default; mixed content with SSML; then the next verb. [D]', async () => {
    const { call } = await called(
      '<Say>Your code is <say-as interpret-as="digits">12</say-as> <sub alias="Simulation">W</sub></Say><Say loop="3">again</Say><Say>end</Say>',
    )
    expect(call).toHaveSaid('Your code is 12 Simulation')
    expect(count(call.timeline, 'says "again"')).toBe(3)
    expect(call).toHaveSaid('end')
  })

  test('Say: loop 0 = until hang-up. [D]', async () => {
    const { phone } = phoneTo({ '/voice': '<Say loop="0">hold the line</Say><Say>never</Say>' })
    const call = await phone.call({ settle: false })
    await call.waits(600)
    await call.hangup()
    expect(count(call.timeline, 'hold the line')).toBeGreaterThan(100)
    expect(call).not.toHaveSaid('never')
  })

  test('Say: empty is 13520. [E]', async () => {
    const { call } = await called('<Say></Say><Say>x</Say>')
    expect(call).toHaveLogged(13520)
    expect(call).toHaveSaid('x')
  })

  test('Play: GET for the media, no Twilio parameters; then the next verb. [D]', async () => {
    const { call, of } = await called('<Play loop="2">/music.mp3?v=1</Play><Say>end</Say>', {
      '/music.mp3': { type: 'audio/mpeg', body: 'ID3' },
    })
    expect(of('/music.mp3').map(({ method, url, body }) => ({ method, url, body }))).toEqual([
      { method: 'GET', url: '/music.mp3?v=1', body: '' },
    ])
    expect(count(call.timeline, `plays ${publicUrl}/music.mp3?v=1`)).toBe(2)
    expect(call).toHaveSaid('end')
  })

  test('Play: loop 0 = until hang-up (cap 1000). [D]', async () => {
    const { call } = await called('<Play loop="0">https://media.example.net/a.mp3</Play><Say>end</Say>')
    expect(count(call.timeline, 'plays')).toBe(1000)
  })

  test('Play: digits sends tones, text may then be empty. [D]', async () => {
    const { call } = await called('<Play digits="ww12#"/>')
    expect(call.timeline.some((line) => line.includes('sends tones ww12#'))).toBe(true)
    expect(call).toHaveNoErrors()
  })

  test('Play: other type: 12300. [D E]', async () => {
    const { call } = await called('<Play>/page</Play>', { '/page': { type: 'application/pdf', body: 'x' } })
    expect(call).toHaveLogged(12300)
  })

  test('Pause: length 1; then the next verb. [D]', async () => {
    const { call } = await called('<Say>a</Say><Pause/><Say>b</Say>')
    expect(call.timeline.find((line) => line.includes('says "b"'))).toMatch(/^0:01\.400/)
  })
})
