import { restCode } from '@ringback/catalog'
import type { Account } from '../account/account.ts'
import { badRequest, errorBody, Refused, refused, type Answer } from './answer.ts'
import { formOf, parametersOf } from './api-request.ts'
import { largestBody } from './read-body.ts'
import type { ReadRequest, WrittenAnswer } from './exchanged.ts'
import { authenticate } from './authenticate.ts'
import { sidsOf } from './route.ts'
import { unsupportedAnswer } from './unsupported-answer.ts'
import { routes } from '../routes.ts'

/** Answers one request. Twilio's error responses are answers like any other. */
export async function answerRequest(
  account: Account,
  { request, body }: ReadRequest,
): Promise<WrittenAnswer> {
  const url = new URL(request.url)
  const place = placeOf(url.pathname)
  const fitting = place === undefined ? [] : routes.filter(({ path }) => sidsOf(path, place.below))
  if (place === undefined || fitting.length === 0)
    return written(unsupportedAnswer(request, place?.below), true)
  try {
    authenticate(request, account.credentials)
    if (place.accountSid !== account.simulation.accountSid) throw refused('credentials')
    const route = fitting.find(({ method }) => method === request.method)
    if (route === undefined) throw refused('method')
    return written(
      await route.run(account, {
        method: request.method,
        path: url.pathname,
        query: parametersOf([...url.searchParams]),
        form:
          request.method === 'POST'
            ? await formOf(request.headers.get('content-type') ?? '', body)
            : parametersOf([]),
        sids: sidsOf(route.path, place.below) ?? {},
      }),
    )
  } catch (error) {
    if (error instanceof Refused) return written(error.answer)
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
    const fault = `Internal error in ringback. Please report it: ${message}`
    return written({ status: 500, body: errorBody(restCode.internalServerError, fault, 500) })
  }
}

/** The answer to a request whose body is too large to be read. */
export const tooLarge: WrittenAnswer = written(
  badRequest(413, `The request body has more than ${largestBody} bytes and was not read.`),
)

/** The account in a path, and the rest of the path. */
function placeOf(path: string): { readonly accountSid: string; readonly below: string } | undefined {
  const [, accountSid, below] = /^\/2010-04-01\/Accounts\/([^/]+)(\/.+)\.json$/.exec(path) ?? []
  return accountSid === undefined || below === undefined ? undefined : { accountSid, below }
}

function written({ status, body, headers }: Answer, isUnsupported = false): WrittenAnswer {
  return {
    status,
    isUnsupported,
    headers: { ...(body !== undefined && { 'content-type': 'application/json;charset=utf-8' }), ...headers },
    text: body === undefined ? null : JSON.stringify(body),
  }
}
