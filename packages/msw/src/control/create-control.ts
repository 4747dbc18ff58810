import { messageOf, RingbackError } from '@ringback/common'
import type { TwilioApi } from '../create-twilio-api.ts'
import { requireLocal } from './access.ts'
import { bounded, requestSeconds } from './bounded.ts'
import { ControlError } from './control-error.ts'
import { controlOpenApi } from './control-open-api.ts'
import { controlRoutes, type ControlRoute } from './control-routes.ts'
import { readFields } from './read-fields.ts'
import type { DialledPeople } from './dialled-people.ts'
import { createSession, type ControlOptions, type ControlSession } from './session.ts'

/** The routes with which a test in any language drives a virtual Twilio. */
export interface Control {
  /** Answers one request below `/_ringback/`. Does not reject. */
  readonly handle: (request: Request, remoteAddress: string | undefined) => Promise<Response>
}

const prefix = '/_ringback'

/** Whether a path belongs to the control routes. */
export function isControlPath(path: string): boolean {
  return path === prefix || path.startsWith(`${prefix}/`) || path.startsWith(`${prefix}?`)
}

/** Creates the control routes of a virtual Twilio with these people. */
export function createControl(api: TwilioApi, dialled: DialledPeople, options: ControlOptions): Control {
  const session = createSession(api, dialled, options)
  return {
    async handle(request, remoteAddress) {
      try {
        requireLocal(request, remoteAddress)
        return await answer(session, request)
      } catch (error) {
        return errorAnswer(error)
      }
    },
  }
}

async function answer(session: ControlSession, request: Request): Promise<Response> {
  const path = new URL(request.url).pathname.slice(prefix.length)
  if (path === '/openapi.json' && request.method === 'GET') return Response.json(controlOpenApi())
  const found = controlRoutes.flatMap((route) => {
    const callSid = matched(route, path)
    return callSid === undefined ? [] : [{ route, callSid }]
  })
  const chosen = found.find(({ route }) => route.method === request.method)
  if (chosen === undefined) throw noRoute(request, path, found)
  const { route, callSid } = chosen
  const fields = request.method === 'GET' ? {} : await readFields(request, route.fields)
  const seconds = Number(fields.timeoutSeconds ?? requestSeconds.default)
  const body = await bounded(route.run(session, { callSid, fields }), seconds)
  return Response.json(body, { status: route.status })
}

/** The SID in the path, empty for a route without one; undefined for another path. */
function matched(route: ControlRoute, path: string): string | undefined {
  const [before = '', after] = route.path.split('{callSid}')
  if (after === undefined) return path === route.path ? '' : undefined
  const isLong = path.length > before.length + after.length
  if (!isLong || !path.startsWith(before) || !path.endsWith(after)) return undefined
  const sid = path.slice(before.length, path.length - after.length)
  return sid.includes('/') ? undefined : sid
}

function noRoute(
  { method }: Request,
  path: string,
  found: readonly { readonly route: ControlRoute }[],
): ControlError {
  const shown = `${method} ${prefix}${path.slice(0, 200)}`
  if (found.length > 0) {
    const methods = found.map(({ route }) => route.method).join(', ')
    return new ControlError(405, 'wrong-method', `${shown} is not a control route.`, {
      remedy: `This path takes ${methods}.`,
    })
  }
  return new ControlError(404, 'unknown-route', `${shown} is not a control route.`, {
    remedy: `All routes are in GET ${prefix}/openapi.json.`,
  })
}

function errorAnswer(error: unknown): Response {
  if (error instanceof ControlError) {
    const { code, message, remedy = '', status, details } = error
    return Response.json({ code, message, remedy, ...details }, { status })
  }
  const isMistake = error instanceof RingbackError
  const code = isMistake ? error.code : 'step-failed'
  const remedy = isMistake ? error.remedy : undefined
  return Response.json(
    {
      code,
      message: messageOf(error),
      remedy: remedy ?? 'Read the transcript of the call to see how far it came.',
    },
    { status: isMistake ? 400 : 409 },
  )
}
