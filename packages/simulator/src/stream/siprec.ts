import { parameter, sidPrefix, siprecEvent, type SiprecEvent } from '@ringback/catalog'
import { attributeValue, type KnownElement } from '@ringback/twiml'
import { linkOf } from '../executor/action-request.ts'
import type { VerbContext } from '../executor/verb.ts'
import { notify } from '../webhooks/send-webhook.ts'
import { takeTracks } from './track-limit.ts'
import { emit } from '../simulation/simulation.ts'

/** Starts a SIPREC session. Its audio is not sent; its events are reported. */
export function startSiprec(context: VerbContext, siprec: KnownElement<'Siprec'>): void {
  const { simulation, leg } = context
  const giveBack = takeTracks(simulation, leg, siprec)
  if (giveBack === undefined) return
  const sid = simulation.ids.sid(sidPrefix.siprec)
  const name = attributeValue(siprec, 'name')
  const written = attributeValue(siprec, 'statusCallback')
  const url = written === undefined || written === '' ? undefined : linkOf(context, written)
  const report = (event: SiprecEvent): void => {
    emit(simulation, leg, { type: 'stream', event, streamSid: sid })
    if (typeof url !== 'string') return
    notify(simulation, leg, {
      kind: 'siprec.status',
      url,
      method: attributeValue(siprec, 'statusCallbackMethod'),
      values: {
        [parameter.SiprecSid]: sid,
        [parameter.SiprecName]: name,
        [parameter.SiprecEvent]: event,
        [parameter.Timestamp]: new Date(simulation.clock.now()).toISOString(),
      },
    })
  }
  report(siprecEvent.siprecStarted)
  leg.beside.set(`${siprec.id} ${name ?? sid}`, () => {
    giveBack()
    report(siprecEvent.siprecStopped)
  })
}
