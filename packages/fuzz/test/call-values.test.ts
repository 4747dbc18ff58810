import { parametersFromRecord, valueOf } from '@ringback/catalog'
import { fuzz, replayFinding, type StoredFinding } from '@ringback/fuzz'
import { describe, expect, it } from 'vitest'
import { appOf, authToken, optionsFor, publicUrl, reportOf, twiml, type Asked } from './support.ts'

const number = '+14155550142'
const dialled = '+13125550187'
/** How Twilio writes some callers who withhold their number. */
const withheld = '+17378742833'
const caller = '+12125550123'

/** An app of several tenants: it knows one number, one state and one caller. */
function tenantsApp(seen: Asked[], { isBroken = false } = {}) {
  return appOf((asked) => {
    seen.push(asked)
    const { path, get } = asked
    const isCalled = path !== '/whisper' && !get('From')?.startsWith('client:')
    if (isCalled && get('To')?.startsWith('+') && get('To') !== number) return undefined
    if (path === '/voice')
      return twiml('<Gather action="/menu" numDigits="1"><Say>Press 1.</Say></Gather><Say>Bye.</Say>')
    if (isBroken && get('Digits') === '5') throw new Error('a bug')
    if (path === '/menu')
      return twiml(
        get('Digits') === '1' ? `<Dial><Number url="/whisper">${dialled}</Number></Dial>` : '<Say>Bye.</Say>',
      )
    return path === '/whisper' ? twiml('<Say>A call for you.</Say>') : undefined
  })
}

describe('an app that looks its tenant up by the number called', () => {
  it('has no finding with its own number, and many without', async () => {
    const seen: Asked[] = []
    const good = await reportOf(optionsFor(tenantsApp(seen), { call: { to: number } }))
    expect(good.findings).toEqual([])
    expect(good.reachedPages).toBe(3)
    const unknown = await reportOf(optionsFor(tenantsApp([])))
    expect(unknown.findings.map(({ code }) => code)).toContain('target-missing')
  })

  it('gets the caller and the values everywhere, and on a dialled leg the dialled number', async () => {
    const seen: Asked[] = []
    const call = { from: caller, to: number, parameters: { FromState: 'CA', CallerName: 'JANE DOE' } }
    await reportOf(optionsFor(tenantsApp(seen), { call, checks: ['http-status'] }))
    const menus = seen.filter(({ path }) => path === '/menu')
    expect(new Set(menus.map(({ get }) => get('FromState')).filter(Boolean))).toEqual(new Set(['CA']))
    const whispers = seen.filter(({ path }) => path === '/whisper')
    expect(whispers.length).toBeGreaterThan(0)
    expect(whispers.some(({ get }) => get('To') === number)).toBe(false)
    const voices = seen.filter(
      ({ path, get }) =>
        path === '/voice' &&
        /^\+1\d{10}$/.test(get('From') ?? '') &&
        get('From') !== withheld &&
        get('Direction') === 'inbound',
    )
    expect(new Set(voices.map(({ get }) => get('From')))).toEqual(new Set([caller]))
    expect(voices.map(({ get }) => get('CallerName'))).toContain('JANE DOE')
    expect(voices.map(({ get }) => get('CallerName'))).not.toContain(undefined)
  })

  it('has the substituted request in the finding, its curl line and its replay', async () => {
    const stored: StoredFinding[] = []
    const app = tenantsApp([], { isBroken: true })
    const options = optionsFor(app, {
      call: { to: number },
      store: {
        write: (finding) => Promise.resolve(void stored.push(finding)),
        read: () => Promise.resolve(undefined),
      },
    })
    for await (const _ of fuzz(options)) void _
    const [first] = stored
    expect(stored.map(({ finding }) => finding.code)).toEqual(['http-status'])
    if (first === undefined) throw new Error('nothing is stored')
    const { finding } = first
    expect(valueOf(parametersFromRecord(finding.request.params), 'To')).toBe(number)
    expect(finding.curl).toContain(`To=${encodeURIComponent(number)}`)
    expect((await replayFinding(first, { app, authToken, publicUrl })).verdict).toBe('FAILED')
    const fixed = await replayFinding(first, { app: tenantsApp([]), authToken, publicUrl })
    expect(fixed.verdict).toBe('FIXED')
  })
})

it('options name every value that cannot be given', async () => {
  const options = optionsFor(tenantsApp([]), { call: { to: 'us', parameters: { FromSate: 'CA' } } })
  await expect(reportOf(options)).rejects.toThrow(
    /to "us" is not a number[^]*; Unknown parameter FromSate\. Did you mean FromState\?/,
  )
})

it('a call that the app places is sent to the Voice URL unless the app refuses it, and always where a route says so', async () => {
  const kind = 'voice.outbound-api-twiml'
  const routesOf = async (more: Partial<Parameters<typeof optionsFor>[1]>): Promise<readonly string[]> => {
    const options = optionsFor(tenantsApp([]), { runs: 0, checks: ['http-status'], ...more })
    const kinds: string[] = []
    for await (const event of fuzz(options)) if (event.type === 'route') kinds.push(event.kind)
    return kinds
  }
  expect(await routesOf({ call: { to: number } })).not.toContain(kind)
  const routes = [{ kind, url: `${publicUrl}/voice` }] as const
  expect(await routesOf({ call: { to: number }, routes })).toContain(kind)
  expect(await routesOf({})).toContain(kind)
})
