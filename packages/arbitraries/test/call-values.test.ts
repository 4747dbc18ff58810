import {
  callValueProblems,
  couldHaveProduced,
  edgeCasesOf,
  plainWebhook,
  webhook,
  withCallValues,
} from '@ringback/arbitraries'
import { direction, isWebhookKind, kinds, parseAddress, valueOf, type WebhookKind } from '@ringback/catalog'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const caller = '+13125550187'
const number = '+14155550142'
const allKinds = kinds.map(({ kind }) => kind).filter(isWebhookKind)

function given(kind: WebhookKind, name: string, values: Parameters<typeof withCallValues>[2]) {
  return valueOf(withCallValues(kind, plainWebhook(kind).parameters, values), name)
}

describe('who calls whom', () => {
  it('makes what Twilio could send of every webhook', () => {
    const values = {
      from: caller,
      to: number,
      parameters: { FromState: 'IL', FromZip: '60601', CallerName: 'JANE DOE' },
    }
    fc.assert(
      fc.property(webhook(), ({ kind, method, parameters }) => {
        expect(couldHaveProduced(kind, method, withCallValues(kind, parameters, values))).toEqual([])
      }),
      { numRuns: 200 },
    )
  })

  it('has the number of the app wherever a call comes in to a number', () => {
    for (const kind of allKinds) {
      for (const { webhook: each } of edgeCasesOf(kind)) {
        const before = valueOf(each.parameters, 'To')
        const now = valueOf(withCallValues(kind, each.parameters, { to: number }), 'To')
        const way = valueOf(each.parameters, 'Direction')
        if (way !== direction.inbound || kind === 'voice.incoming-client-app') continue
        const { scheme } = parseAddress(before ?? '')
        expect(now).toBe(scheme === 'pstn' ? number : scheme === 'whatsapp' ? `whatsapp:${number}` : before)
      }
    }
  })

  it('leaves the dialled number on a leg that the app dialled, and changes the caller there', () => {
    const plain = plainWebhook('dial.number-url').parameters
    const changed = withCallValues('dial.number-url', plain, { from: caller, to: number })
    expect(valueOf(changed, 'To')).toBe(valueOf(plain, 'To'))
    expect(valueOf(changed, 'From')).toBe(caller)
  })

  it('swaps the ends in a call that the app placed', () => {
    const changed = withCallValues('status.rest-call', plainWebhook('status.rest-call').parameters, {
      from: caller,
      to: number,
    })
    expect([valueOf(changed, 'From'), valueOf(changed, 'To')]).toEqual([number, caller])
    expect([valueOf(changed, 'Caller'), valueOf(changed, 'Called')]).toEqual([number, caller])
  })

  it('leaves callers of another sort as they are', () => {
    for (const { name, webhook: each } of edgeCasesOf('voice.incoming-pstn')) {
      if (!name.startsWith('From:withheld')) continue
      expect(withCallValues(each.kind, each.parameters, { from: caller })).toEqual(each.parameters)
    }
  })

  it('moves the place of the number with it', () => {
    const changed = withCallValues('voice.incoming-pstn', plainWebhook('voice.incoming-pstn').parameters, {
      to: '+447700900123',
    })
    expect([valueOf(changed, 'ToCountry'), valueOf(changed, 'ToCity')]).toEqual(['GB', ''])
    expect(valueOf(changed, 'FromCountry')).toBe('US')
  })
})

describe('values of other parameters', () => {
  it('take the place of any other value, under both names', () => {
    const values = { parameters: { FromState: 'CA' } }
    expect(given('gather.action', 'FromState', values)).toBe('CA')
    expect(given('gather.action', 'CallerState', values)).toBe('CA')
  })

  it('are added where they tell of the whole call, and only where the kind has them', () => {
    const values = { parameters: { CallerName: 'JANE DOE', Digits: '7' } }
    expect(given('voice.incoming-pstn', 'CallerName', values)).toBe('JANE DOE')
    expect(given('voice.incoming-pstn', 'Digits', values)).toBeUndefined()
    expect(given('gather.action', 'Digits', values)).toBe('7')
  })
})

describe('what is wrong with given values', () => {
  it('is said all at once, with what may be meant', () => {
    expect(
      callValueProblems({
        from: 'nobody',
        parameters: { FromSate: 'CA', CallSid: 'CA1', To: number, AnsweredBy: 'humam' },
      }),
    ).toEqual([
      'from "nobody" is not a number such as +14155550100, nor a sip:, client: or whatsapp: address.',
      'Unknown parameter FromSate. Did you mean FromState?',
      'CallSid cannot be given: each call has its own.',
      'To is an end of the call. Give it as to.',
      expect.stringMatching(/^Twilio never sends AnsweredBy=humam\..* Did you mean human\?$/),
    ])
  })

  it('is nothing for any value that Twilio sends', () => {
    for (const kind of allKinds) {
      for (const [name, value] of plainWebhook(kind).parameters) {
        const problems = callValueProblems({ parameters: { [name]: value } })
        expect(problems.filter((problem) => !/end of the call|each call has its own/.test(problem))).toEqual(
          [],
        )
      }
    }
  })

  it('counts what is decided in the call, where the call is made', () => {
    expect(callValueProblems({ parameters: { Digits: '1', FromState: 'CA' } }, { of: 'call' })).toEqual([
      'Digits cannot be given: it is not known when a call comes in, but decided in the call.',
    ])
    expect(callValueProblems({ from: 'client:alice', parameters: { tenant: '7' } }, { of: 'call' })).toEqual(
      [],
    )
  })
})
