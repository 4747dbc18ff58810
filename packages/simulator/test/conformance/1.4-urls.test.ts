import { describe, expect, test } from 'vitest'
import { phoneTo, publicUrl } from '../support/test-app.ts'

describe('1.4 URLs', () => {
  test('Relative URLs resolve against the URL of the document that holds them (not against the Voice URL). [D]', async () => {
    const { phone, seen } = phoneTo({
      '/voice': '<Redirect>/deep/in/here</Redirect>',
      '/deep/in/here': '<Redirect>there</Redirect>',
      '/deep/in/there': '<Redirect>../up?x=1</Redirect>',
      '/deep/up': '',
    })
    await (await phone.call()).ends()
    expect(seen.map(({ url }) => url)).toEqual(['/voice', '/deep/in/here', '/deep/in/there', '/deep/up?x=1'])
  })

  test("Empty <Redirect/> and an omitted Gather/Record action mean the current document, query string included; the method is the verb's own default (POST). [D]", async () => {
    for (const twiml of [
      '<Redirect/>',
      '<Gather timeout="1" actionOnEmptyResult="true"/>',
      '<Record timeout="1"/>',
    ]) {
      const { phone, seen } = phoneTo(
        { '/menu': (_seen, count) => (count === 1 ? twiml : '<Hangup/>') },
        { voiceUrl: { url: '/menu?lang=de', method: 'GET' } },
      )
      await (await phone.call()).ends()
      expect(seen.map(({ method, url }) => `${method} ${url.replace(/&.*/, '')}`)).toEqual([
        'GET /menu?lang=de',
        'POST /menu?lang=de',
      ])
    }
  })

  test('The document after a redirect by HTTP is the one redirected to. [D]', async () => {
    const { phone, seen } = phoneTo({
      '/voice': { status: 302, type: null, headers: { Location: '/v2/voice' } },
      '/v2/voice': '<Redirect>menu</Redirect>',
      '/v2/menu': '',
    })
    await (await phone.call()).ends()
    expect(seen.at(-1)?.url).toBe('/v2/menu')
  })

  test('Inline TwiML (REST Twiml) has no base: a relative or omitted action in Record, Gather or Pay is 15004. [D E]', async () => {
    for (const twiml of [
      '<Gather timeout="1" actionOnEmptyResult="true"/>',
      '<Record action="next" timeout="1"/>',
    ]) {
      const { phone } = phoneTo({})
      const call = await phone.create({
        to: '+14155550123',
        from: '+14155550199',
        voice: { twiml: `<Response>${twiml}</Response>` },
      })
      await call.ends()
      expect(call).toHaveLogged(15004)
      expect(call).toHaveEnded('completed')
    }
    const { phone, of } = phoneTo({ '/next': '<Say>absolute</Say>' })
    const voice = { twiml: `<Response><Redirect>${publicUrl}/next</Redirect></Response>` }
    const call = await phone.create({ to: '+14155550123', from: '+14155550199', voice })
    await call.ends()
    expect(of('/next')).toHaveLength(1)
  })

  test('action=".?Dial=true" resolves to the folder, so /a-function becomes /?Dial=true. [L]', async () => {
    const { phone, seen } = phoneTo(
      { '/a-function': '<Dial action=".?Dial=true">+14155550123</Dial>', '/': '' },
      { voiceUrl: '/a-function', people: { '+14155550123': { does: 'is-busy' } } },
    )
    await (await phone.call()).ends()
    expect(seen.at(-1)?.url).toBe('/?Dial=true')
  })
})
