import type { Run } from '../run.ts'
import { plainParameters } from '../routes/plain-parameters.ts'
import type { Route } from '../routes/route.ts'
import { sendToRoute } from '../routes/send-to-route.ts'

/**
 * Whether an app that knows its number by `To` takes calls of its own at the Voice URL, where the person called stands in `To`. One
 * that refuses the plainest of them (HTTP 4xx) places no such calls; the report says that they were not sent.
 */
export async function takesPlacedCalls(
  { settings, app, routes }: Pick<Run, 'settings' | 'app' | 'routes'>,
  route: Route,
): Promise<boolean> {
  const { kind, url } = route
  if (kind !== 'voice.outbound-api-twiml' || settings.call?.to === undefined) return true
  if (settings.routes.some((given) => given.kind === kind && given.url === url)) return true
  const { response } = await sendToRoute({ app, routes }, route, plainParameters(route))
  return response === null || response.status < 400 || response.status >= 500
}
