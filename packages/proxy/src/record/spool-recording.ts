import type { Recorder } from '@ringback/redaction/node'
import type { ProxyEvent } from '../events.ts'
import type { Recording, Told } from './recording.ts'

/** Records through a recorder, which keeps exchanges sealed on disk and redacts them in a thread of its own. */
export function createSpoolRecording(
  recorder: Recorder,
  told: Told,
  emit: (event: ProxyEvent) => void,
): Recording {
  tellRecorder(recorder, told, emit)
  return {
    take: (observed) => recorder.take(observed),
    async close(ms) {
      await recorder.close(ms === 0 ? { settleMs: 0 } : {})
    },
  }
}

/** Tells what happens in a recorder as events of the proxy. */
export function tellRecorder(
  recorder: Pick<Recorder, 'onEvent'>,
  told: Told,
  emit: (event: ProxyEvent) => void,
): void {
  recorder.onEvent((event) => {
    switch (event.type) {
      case 'kept':
        for (const exchange of event.exchanges) told.kept(exchange, exchange.status)
        break
      case 'recorded':
        for (const exchange of event.exchanges) told.recorded(exchange)
        break
      case 'not-recorded':
        told.notRecorded(event.reason, event.message, event.ids)
        break
      case 'damage': {
        const { where, line, reason } = event.damage
        const message = `Damaged: ${where}${line === undefined ? '' : `:${line}`}: ${reason}`
        emit({ type: 'warning', code: 'damage', message })
        break
      }
      case 'lag':
      case 'warning':
        emit(event)
    }
  })
}
