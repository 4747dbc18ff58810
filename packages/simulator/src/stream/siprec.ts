import { parameter, sidPrefix, siprecEvent, type SiprecEvent } from '@ringback/catalog'
import { attributeValue, type KnownElement } from '@ringback/twiml'
import { linkOf } from '../executor/action-request.ts'
import type { VerbContext } from '../executor/verb.ts'
import { notify } from '../world/send.ts'
import { emit } from '../world/world.ts'

/** Begins a SIPREC session. Its media goes nowhere; its events are reported. */
export function startSiprec(context: VerbContext, siprec: KnownElement<'Siprec'>): void {
  const { world, leg } = context
  const sid = world.ids.sid(sidPrefix.siprec)
  const name = attributeValue(siprec, 'name')
  const written = attributeValue(siprec, 'statusCallback')
  const url = written === undefined || written === '' ? undefined : linkOf(context, written)
  const tell = (event: SiprecEvent): void => {
    emit(world, leg, { type: 'stream', event, streamSid: sid })
    if (typeof url !== 'string') return
    notify(world, leg, {
      kind: 'siprec.status',
      url,
      method: attributeValue(siprec, 'statusCallbackMethod'),
      values: {
        [parameter.SiprecSid]: sid,
        [parameter.SiprecName]: name,
        [parameter.SiprecEvent]: event,
        [parameter.Timestamp]: new Date(world.clock.now()).toISOString(),
      },
    })
  }
  tell(siprecEvent.siprecStarted)
  leg.beside.set(`${siprec.id} ${name ?? sid}`, () => tell(siprecEvent.siprecStopped))
}
