import { withCallValues, type CallValues } from '@ringback/arbitraries'
import { encodeForm, kindRow, type Parameters } from '@ringback/catalog'
import { casesOf } from './representative-cases.ts'
import type { PlannedInteraction } from './planned-interaction.ts'
import type { Route } from './route.ts'
import { stateOf } from './state-of.ts'

/** The representative webhooks of every route, none of them with an answer yet. */
export function interactionsOfRoutes(
  routes: readonly Route[],
  publicUrl: string,
  call: CallValues = {},
): PlannedInteraction[] {
  return routes.flatMap((route) =>
    [...casesOf(route.kind, route.cases)].flatMap(({ name, webhook }) => {
      // A case about a value that the route settles is no case of this route.
      const [facet = ''] = name.split(':', 1)
      if (facet in { ...call.parameters, ...route.parameters }) return []
      const method = route.method ?? kindRow(route.kind).method
      const parameters = withValues(
        withCallValues(route.kind, webhook.parameters, call),
        route.parameters ?? {},
      )
      const form = encodeForm(parameters, webhook.style)
      const base = URL.canParse(route.url) ? route.url : `${publicUrl.replace(/\/$/, '')}${route.url}`
      const [url = ''] = base.split('#', 1)
      const settled = Object.entries(route.parameters ?? {}).map(
        ([key, value]) => `${key}=${value ?? 'absent'}`,
      )
      return {
        kind: route.kind,
        case: [...settled, name].join(' '),
        method,
        url: method === 'GET' && form !== '' ? `${url}${url.includes('?') ? '&' : '?'}${form}` : url,
        form: method === 'GET' ? '' : form,
        parameters,
        style: webhook.style,
        state: { ...stateOf(route.kind, parameters), ...route.state },
        answer: null,
      }
    }),
  )
}

function withValues(parameters: Parameters, values: Readonly<Record<string, string | null>>): Parameters {
  const sent = new Set(parameters.map(([name]) => name))
  const kept = parameters.flatMap(([name, value]) => {
    const wanted = Object.hasOwn(values, name) ? values[name] : value
    return wanted === null || wanted === undefined ? [] : [[name, wanted] as const]
  })
  const added = Object.entries(values).flatMap(([name, value]) =>
    value === null || sent.has(name) ? [] : [[name, value] as const],
  )
  return [...kept, ...added]
}
