import { headerName, recordFromParameters, formatRfc2822 } from '@ringback/catalog'
import { bytesOf, parametersOf, type Exchange } from '@ringback/recording'
import { type Simulation } from '@ringback/simulator/engine'
import { pageOf } from '../api/paging.ts'
import type { Route } from '../api/route.ts'
import { callOf } from '../calls/call-routes.ts'

/** The webhooks of a call, as Twilio logs them. Read-only. */
export const eventRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/Calls/{CallSid}/Events',
    run(account, request) {
      const { sid } = callOf(account, request)
      return pageOf(request, {
        field: 'events',
        rows: webhooksOf(account.simulation, sid),
        key: ({ id }) => id,
        render: eventResource,
      })
    },
  },
]

/** The requests that were made to the app on a call, in order. */
export function webhooksOf({ log }: Simulation, callSid: string): readonly Exchange[] {
  return (log.historyOf(callSid)?.events ?? []).flatMap((event) =>
    event.type === 'webhook-answered' && event.callSid === callSid ? event.exchanges : [],
  )
}

function eventResource({
  request,
  response,
  startedAt,
  durationMs,
}: Exchange): Readonly<Record<string, unknown>> {
  const type = response?.headers.find(([name]) => name.toLowerCase() === headerName.contentType)?.[1]
  return {
    request: {
      method: request.method,
      url: request.url,
      parameters: recordFromParameters(parametersOf(request)),
    },
    response: {
      response_code: response?.status ?? null,
      request_duration: durationMs,
      content_type: type ?? null,
      response_body: response === null ? null : new TextDecoder().decode(bytesOf(response.body)),
      date_created: formatRfc2822(Date.parse(startedAt)),
    },
  }
}
