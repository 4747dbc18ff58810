import { describe, expect, test } from 'vitest'
import { phoneTo, type Answer } from '../support/test-app.ts'

async function called(answer: Answer) {
  const { phone } = phoneTo({ '/voice': answer })
  const call = await phone.call()
  await call.ends()
  return call
}

describe('1.2 Which answers count', () => {
  for (const type of ['text/xml', 'application/xml', 'text/html', 'text/html; charset=utf-8']) {
    test(`${type} is parsed as TwiML. [D]`, async () => {
      const call = await called({ type, body: '<Response><Say>hello</Say></Response>' })
      expect(call).toHaveSaid('hello')
      expect(call).toHaveNoErrors()
    })
  }

  test('text/plain runs as TwiML if it parses as TwiML, otherwise it is spoken and then the call is hung up. [D]', async () => {
    expect(await called({ type: 'text/plain', body: '<Response><Say>run</Say></Response>' })).toHaveSaid(
      'run',
    )
    const spoken = await called({ type: 'text/plain', body: 'Good day to you' })
    expect(spoken).toHaveSaid('Good day to you')
    expect(spoken).toHaveEnded('completed')
    expect(spoken).toHaveNoErrors()
  })

  test('audio/* is played, then the call is hung up. [D]', async () => {
    const call = await called({ type: 'audio/mpeg', body: 'ID3' })
    expect(call).toHavePlayed('https://voice.example.com/voice')
    expect(call).toHaveEnded('completed')
  })

  test('Any other Content-Type: 12300. [D E]', async () => {
    expect(await called({ type: 'application/json', body: '{}' })).toHaveLogged(12300)
    expect(await called({ type: 'audio/ogg', body: 'Ogg' })).toHaveLogged(12300)
  })

  test('No Content-Type: failure, 11200. [D]', async () => {
    expect(await called({ type: null, body: '<Response/>' })).toHaveLogged(11200)
  })

  test('No body on a TwiML request: 11770 in the dictionary, and a failure. [open]', async () => {
    const call = await called({ body: '' })
    expect(call).toHaveLogged(11770)
    expect(call).toHaveSaid(/application error/)
  })

  test('204 on a TwiML request is not documented: without a Content-Type it is a failure. [open]', async () => {
    expect(await called({ status: 204, type: null })).toHaveLogged(11200)
  })

  test('204, or 200 with <Response/>, on a status callback is fine. 4xx/5xx there: 15003, a warning; the call is not touched, the body not executed. [D E]', async () => {
    for (const [answer, code] of [
      [{ status: 204, type: null }, undefined],
      [{ body: '<Response/>' }, undefined],
      [{ body: '<Response><Say>no</Say></Response>' }, undefined],
      [{ status: 500, type: 'text/plain', body: 'oops' }, 15003],
    ] as const) {
      const { phone, of } = phoneTo(
        { '/voice': '<Say>hi</Say>', '/status': answer },
        { statusCallback: '/status' },
      )
      const call = await phone.call()
      await call.ends()
      expect(of('/status')).toHaveLength(1)
      expect(call).toHaveNoErrors()
      expect(call).not.toHaveSaid('no')
      expect(call).toHaveEnded('completed')
      const codes = call.events().flatMap((event) => (event.type === 'problem' ? [event.twilioCode] : []))
      expect(codes).toEqual(code === undefined ? [] : [code])
    }
  })
})
