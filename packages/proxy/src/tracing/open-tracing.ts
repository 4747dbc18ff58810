import type * as OpenTelemetry from '@opentelemetry/api'
import type { Attributes, Span, TextMapGetter, TextMapSetter } from '@opentelemetry/api'
import { messageOf } from '@ringback/common'
import { isNamed, rawValueOf } from '../forward/raw-headers.ts'
import type { RawHeaders } from '../forward/forwarder.ts'
import { pathClass } from '../path-class.ts'
import { trafficMethodOf } from '../traffic/traffic.ts'
import { version } from '../version.ts'
import type { RequestSpan, TracedRequest, TracedResult, Tracing } from './tracing.ts'

type Api = typeof OpenTelemetry

/** Where every copy of the package `@opentelemetry/api` of version 1 keeps what an SDK has registered. */
const registry = Symbol.for('opentelemetry.js.api.1')

/**
 * Spans by the OpenTelemetry SDK that this process has registered; undefined where there is none, and then the API is not even
 * loaded. `warn`: hears why there are no spans though there is an SDK.
 */
export async function openTracing(warn: (message: string) => void): Promise<Tracing | undefined> {
  if (!isSdkRegistered()) return undefined
  try {
    return tracingWith(await import('@opentelemetry/api'))
  } catch (error) {
    warn(
      `An OpenTelemetry SDK is registered, but there are no spans of requests: ${messageOf(error)} Install the API beside ringback: npm install @opentelemetry/api`,
    )
    return undefined
  }
}

function isSdkRegistered(): boolean {
  // Whatever else is there, it is not what the API has put there.
  const registered = (globalThis as Record<symbol, unknown>)[registry] as
    | { readonly trace?: unknown }
    | undefined
  return registered?.trace !== undefined
}

/** Spans with the global tracer provider and propagator of the API. */
export function tracingWith(api: Api): Tracing {
  const tracer = api.trace.getTracer('@ringback/proxy', version)
  return {
    begin(request) {
      try {
        const parent = api.propagation.extract(api.ROOT_CONTEXT, request.headers, getter)
        const { name, attributes } = startOf(request)
        const span = tracer.startSpan(name, { kind: api.SpanKind.SERVER, attributes }, parent)
        const own = api.trace.setSpan(parent, span)
        return spanOf(span, api, (fields) => api.propagation.inject(own, fields, setter))
      } catch {
        return noSpan
      }
    },
  }
}

/** Only the class of the path is told, as in all that is not redacted. */
function startOf({ method, target }: TracedRequest): {
  readonly name: string
  readonly attributes: Attributes
} {
  const known = trafficMethodOf(method)
  const path = pathClass(target)
  return {
    name: `${known === 'other' ? 'HTTP' : known} ${path}`,
    attributes: { 'http.request.method': known === 'other' ? '_OTHER' : known, 'url.path': path },
  }
}

function spanOf(span: Span, api: Api, inject: (fields: string[]) => void): RequestSpan {
  let isOver = false
  return {
    headersFor(fields) {
      const carried = [...fields]
      try {
        inject(carried)
      } catch {
        return fields
      }
      return carried
    },
    end(result) {
      if (isOver) return
      isOver = true
      try {
        if (span.isRecording()) {
          span.setAttributes(attributesOf(result))
          if (result.status === null || result.status >= 500)
            span.setStatus({ code: api.SpanStatusCode.ERROR })
        }
        span.end()
      } catch {
        // A call is not to notice that an SDK fails.
      }
    },
  }
}

function attributesOf({ source, status, problem, kind }: TracedResult): Attributes {
  const attributes: Attributes = { 'ringback.request.source': source }
  if (status !== null) attributes['http.response.status_code'] = status
  const found = kind?.() ?? null
  if (found !== null) attributes['ringback.webhook.kind'] = found
  if (problem !== null) {
    attributes['error.type'] = problem.code
    if (problem.twilioCode !== undefined) attributes['ringback.twilio.debugger_code'] = problem.twilioCode
  }
  return attributes
}

const noSpan: RequestSpan = { headersFor: (fields) => fields, end: () => undefined }

const getter: TextMapGetter<RawHeaders> = {
  get: (fields, name) => rawValueOf(fields, name.toLowerCase()),
  keys: (fields) => fields.filter((_, index) => index % 2 === 0),
}

/** What may stand in a field's value. */
const fieldValue = /^[\t -~]*$/

/** Puts a field in the place of the one of its name, or at the end; there is never more than one. */
const setter: TextMapSetter<string[]> = {
  set(fields, name, value) {
    if (!fieldValue.test(value)) return
    const lower = name.toLowerCase()
    let at = -1
    for (let index = fields.length - 2; index >= 0; index -= 2) {
      if (!isNamed(fields[index], lower)) continue
      if (at >= 0) fields.splice(at, 2)
      at = index
    }
    if (at < 0) fields.push(name, value)
    else fields[at + 1] = value
  },
}
