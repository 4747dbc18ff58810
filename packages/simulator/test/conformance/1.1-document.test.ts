import { describe, expect, test } from 'vitest'
import { phoneTo, type Answer } from '../support/test-app.ts'

const document = (body: string): Answer => ({ body })

async function called(answer: Answer | string) {
  const { phone, of } = phoneTo({ '/voice': answer, '/next': '<Say>next</Say>' })
  const call = await phone.call()
  await call.ends()
  return { call, of }
}

describe('1.1 The document', () => {
  test('Verbs run one after the other, top to bottom. When none is left the call ends. There is no implicit loop. [D]', async () => {
    const { call, of } = await called('<Say>one</Say><Pause length="2"/><Say>two</Say>')
    expect(call.transcript).toMatch(/says "one"[\s\S]*says "two"/)
    expect(call).toHaveEnded('completed')
    expect(of('/voice')).toHaveLength(1)
  })

  test('Exactly one Response. Any other root: 12102. [D E]', async () => {
    const { call } = await called(document('<Message>hi</Message>'))
    expect(call).toHaveLogged(12102)
    expect(call).toHaveSaid(/application error has occurred/)
  })

  test('Element and attribute names are case-sensitive: <say> is a schema warning, not an error. [D S L]', async () => {
    const { call } = await called('<say>small</say><Say Voice="x">big</Say>')
    expect(call).toHaveLogged(12200)
    expect(call).not.toHaveSaid('small')
    expect(call).toHaveSaid('big')
    expect(call).toHaveNoErrors()
  })

  test('The declaration is optional; if present it must be the first byte: blank line or space before it is 12100. [D L]', async () => {
    const bad = await called(document('\n<?xml version="1.0"?><Response><Say>a</Say></Response>'))
    expect(bad.call).toHaveLogged(12100)
    const good = await called(
      document('<?xml version="1.0" encoding="UTF-8"?><Response><Say>a</Say></Response>'),
    )
    expect(good.call).toHaveSaid('a')
  })

  test('Comments are ignored everywhere, also outside the root. [D]', async () => {
    const { call } = await called(
      document('<!-- a --><Response><!-- b --><Say>x<!-- c --></Say></Response><!-- d -->'),
    )
    expect(call).toHaveSaid('x')
    expect(call).toHaveNoErrors()
  })

  test('Text after the root: 12100. [L]', async () => {
    const { call } = await called(document('<Response><Say>a</Say></Response>trailing'))
    expect(call).toHaveLogged(12100)
    expect(call).not.toHaveSaid(/^a$/)
  })

  test('Unclosed element: 12100. [L]', async () => {
    const { call } = await called(document('<Response><Say>a</Response>'))
    expect(call).toHaveLogged(12100)
  })

  test('Trim text of Play, Redirect, Number, Sip, Client, Queue, Conference, Enqueue. Say: collapse. [D I]', async () => {
    const { phone } = phoneTo(
      {
        '/voice':
          '<Say>\n  a \n b </Say><Dial>\n <Number>\n +14155550123 \n</Number></Dial><Redirect>\n /next \n</Redirect>',
        '/next': '<Enqueue> hold </Enqueue>',
      },
      { people: { '+14155550123': { does: 'is-busy' } } },
    )
    const call = await phone.call()
    await call.sees((event) => event.type === 'enqueued')
    expect(call).toHaveSaid('a b')
    expect(call).toDial('+14155550123')
    expect(call.waitingFor()).toEqual({ for: 'queue', queue: 'hold' })
  })

  test('A raw & in a URL is not well-formed: 12100. &amp; works in text and attributes. [D I]', async () => {
    const bad = await called('<Redirect>/next?a=1&b=2</Redirect>')
    expect(bad.call).toHaveLogged(12100)
    const good = await called('<Gather action="/next?a=1&amp;b=2" actionOnEmptyResult="true" timeout="1"/>')
    expect(good.of('/next')[0]?.url).toBe('/next?a=1&b=2')
  })

  test('UTF-8 is usual; declaration and charset are read like any Java XML parser does. [D I]', async () => {
    const latin = Buffer.from(
      '<?xml version="1.0" encoding="ISO-8859-1"?><Response><Say>Grüße</Say></Response>',
      'latin1',
    )
    expect((await called({ body: latin })).call).toHaveSaid('Grüße')
    const header = Buffer.from('<Response><Say>Grüße</Say></Response>', 'latin1')
    expect((await called({ body: header, type: 'text/xml; charset=ISO-8859-1' })).call).toHaveSaid('Grüße')
  })

  test('Unknown element or attribute, wrong nesting, bad integer: 12200, level warning. The rest runs. [L S]', async () => {
    const { call } = await called('<Shout>a</Shout><Pause length="x"/><Say foo="1">rest</Say>')
    const codes = call
      .events()
      .flatMap((event) => (event.type === 'problem' ? [[event.twilioCode, event.level]] : []))
    expect(codes).toContainEqual([12200, 'warning'])
    expect(call).toHaveSaid('rest')
    expect(call).toHaveEnded('completed')
  })

  test('An unknown verb is skipped after the warning. [L I]', async () => {
    const { call } = await called('<Shout><Say>inner</Say></Shout><Say>after</Say>')
    expect(call).not.toHaveSaid('inner')
    expect(call).toHaveSaid('after')
  })

  test('Bad value of a known attribute: a 13xxx or 14xxx code of its own; the default value is used. [E S]', async () => {
    const { phone } = phoneTo({ '/voice': '<Gather timeout="soon"/><Say>silence</Say>' })
    const call = await phone.call()
    await call.hears('silence')
    expect(call).toHaveLogged(13313)
    expect(call.timeline.find((line) => line.includes('says "silence"'))).toMatch(/^0:05\.000/)
  })

  test('Body at most 64 kB (11750). [D E]', async () => {
    const { call } = await called(document(`<Response><Say>a</Say><!--${'x'.repeat(66_000)}--></Response>`))
    expect(call).toHaveLogged(11750)
    expect(call).not.toHaveSaid(/^a$/)
  })

  test('Empty <Response/> is valid. As the first answer: call is picked up and ends. As answer to an action: call ends. [D]', async () => {
    const first = await called('')
    expect(first.call).toHaveEnded('completed')
    expect(first.call).toHaveNoErrors()
    const { phone, seen } = phoneTo({
      '/voice': '<Gather action="/empty" numDigits="1"/><Say>never</Say>',
      '/empty': '',
    })
    const call = await phone.call()
    await call.press('1')
    expect(call).toHaveEnded('completed')
    expect(call).not.toHaveSaid('never')
    expect(seen).toHaveLength(2)
  })
})
