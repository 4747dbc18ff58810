import type { StoredFinding } from '@ringback/fuzz'
import { describe, expect, it } from 'vitest'
import { createFindingLedger } from '../../src/findings/finding-ledger.ts'
import type { Found } from '../../src/findings/found.ts'
import { openAccess } from '../../src/options/client-options.ts'
import type { FindingEvent } from '../../src/report/finding-event.ts'
import { changed, plainOf, publicUrl } from '../support.ts'

function ledger(more: { readonly app?: string } = {}) {
  const stored: StoredFinding[] = []
  const told: FindingEvent[] = []
  const made = createFindingLedger({
    access: openAccess({ authToken: 'token', publicUrl, ...more }),
    store: { write: async (each) => void stored.push(each), read: async () => undefined },
    plainFor: ({ kind }) => plainOf(kind),
    onFinding: (event) => told.push(event),
  })
  return { ledger: made, stored, told }
}

const found = (more: Partial<Found> = {}): Found => {
  const request = {
    kind: 'voice.incoming-pstn',
    method: 'POST',
    url: `${publicUrl}/voice`,
    parameters: changed(plainOf(), { FromCity: '' }),
  } as const
  return {
    finding: {
      code: 'http-status',
      severity: 'error',
      message: 'The app answers HTTP 500.',
      twilioCode: 11200,
    },
    key: 'http-status /voice FromCity=empty',
    request,
    status: 500,
    path: ['1'],
    proof: { type: 'requests', requests: [request] },
    exchanges: [],
    ...more,
  }
}

describe('the finding ledger', () => {
  it('reports, tells and keeps a finding', async () => {
    const { ledger: findings, stored, told } = ledger({ app: 'http://127.0.0.1:3000' })
    await findings.report(found())
    expect(findings.findings()).toMatchObject([
      { code: 'http-status', twilioCode: 11200, request: { params: { FromCity: '' } }, path: ['1'] },
    ])
    expect(told).toMatchObject([{ type: 'finding', plain: { FromCity: 'SAN FRANCISCO' } }])
    expect(stored.map(({ finding }) => finding)).toEqual(findings.findings())
    expect(stored[0]?.location).toEqual({ app: 'http://127.0.0.1:3000', publicUrl })
  })

  it('writes curl lines that go to where the app listens', async () => {
    const { ledger: findings } = ledger({ app: 'http://127.0.0.1:3000' })
    await findings.report(found())
    const [finding] = findings.findings()
    expect(finding?.curl).toMatch(/ '?http:\/\/127\.0\.0\.1:3000\/voice'?$/)
    expect(finding?.request.url).toBe(`${publicUrl}/voice`)
  })

  it('reports a cause once', async () => {
    const { ledger: findings } = ledger()
    await findings.report(found())
    await findings.report(found({ path: ['2'] }))
    expect(findings.findings()).toHaveLength(1)
    expect(findings.isReported(found().key)).toBe(true)
    expect(findings.isReported('other')).toBe(false)
    expect(findings.leftOut()).toBe(0)
  })

  it('reports what is alike on all pages for three of them, and counts the rest', async () => {
    const { ledger: findings, stored } = ledger()
    for (const page of ['a', 'b', 'c', 'd', 'e']) {
      await findings.report(found({ key: `http-status /${page}`, keyOnAnyPage: 'http-status' }))
    }
    expect(findings.findings()).toHaveLength(3)
    expect(stored).toHaveLength(3)
    expect(findings.leftOut()).toBe(2)
  })
})
