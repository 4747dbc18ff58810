import { decodeForm } from '@ringback/catalog'
import { badRequest, Refused } from './answer.ts'
import { restParameter, type RestParameter } from '../data/rest-parameter.ts'

/** The parameters of a query or a form. */
export interface RestParameters {
  /** The first value of that name; empty ones count as not given. */
  readonly get: (name: RestParameter) => string | undefined
  readonly all: (name: RestParameter) => readonly string[]
  readonly pairs: readonly (readonly [name: string, value: string])[]
}

/** A parsed request of the app. */
export interface ApiRequest {
  readonly method: string
  /** The path as sent. */
  readonly path: string
  readonly query: RestParameters
  readonly form: RestParameters
  /** The variable parts of the path. */
  readonly sids: Readonly<Record<string, string>>
}

/**
 * Reads the parameters of a request: urlencoded or multipart (twilio 3.0 sends that). Throws `Refused` with a 400 for a
 * multipart body that cannot be read.
 */
export async function formOf(contentType: string, body: Uint8Array): Promise<RestParameters> {
  if (!contentType.toLowerCase().startsWith('multipart/')) {
    return parametersOf(decodeForm(new TextDecoder().decode(body)).parameters)
  }
  const form = await multipartOf(contentType, body)
  return parametersOf(
    [...form].map(([name, value]) => [name, typeof value === 'string' ? value : value.name]),
  )
}

async function multipartOf(contentType: string, body: Uint8Array): Promise<FormData> {
  try {
    return await new Response(Uint8Array.from(body), { headers: { 'content-type': contentType } }).formData()
  } catch {
    throw new Refused(badRequest(400, `The body cannot be read as ${contentType}.`))
  }
}

/** Parameters from pairs. */
export function parametersOf(pairs: RestParameters['pairs']): RestParameters {
  const all = (name: RestParameter): readonly string[] =>
    pairs.filter(([each]) => each === name).map(([, value]) => value)
  return {
    all,
    pairs,
    get: (name) => all(name).find((value) => value !== ''),
  }
}

/** True or false; undefined when it is not given. */
export function flagOf(parameters: RestParameters, name: RestParameter): boolean | undefined {
  const value = parameters.get(name)
  return value === undefined ? undefined : value.toLowerCase() === 'true'
}

/** A URL with the method that goes with it. */
export function targetOf(
  parameters: RestParameters,
  url: RestParameter,
  method: RestParameter,
): { readonly url: string; readonly method: 'GET' | 'POST' } | undefined {
  const value = parameters.get(url)
  return value === undefined ? undefined : { url: value, method: methodOf(parameters.get(method)) }
}

/** A method as a parameter or a configuration gives it. Default: POST. */
export function methodOf(value: string | null | undefined): 'GET' | 'POST' {
  return value?.toUpperCase() === 'GET' ? 'GET' : 'POST'
}

/** The parameters that page through a list. */
export const pagingParameters: readonly RestParameter[] = [
  restParameter.PageSize,
  restParameter.Page,
  restParameter.PageToken,
]
