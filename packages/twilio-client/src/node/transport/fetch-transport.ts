import type { Transport, TransportRequest, TransportResponse } from './transport.ts'
import { TransportFailure } from './transport-failure.ts'
import { watchAnswer, type AnswerWatch } from './watch-answer.ts'
import { fetchRequest } from './fetch-request.ts'

/** A function from the Fetch standard's request to its response. */
export type FetchHandler = (request: Request) => Response | Promise<Response>

/** Calls a fetch handler (`hono.fetch` and the like) with the public URL. */
export function fetchTransport(handler: FetchHandler): Transport {
  return {
    inProcess: true,
    send: (request) => callHandler(handler, request),
    close: () => Promise.resolve(),
  }
}

type Reader = ReadableStreamDefaultReader<Uint8Array>

/** Calls the handler under one timer, which every part of the answer restarts. */
function callHandler(handler: FetchHandler, request: TransportRequest): Promise<TransportResponse> {
  return new Promise((resolve, reject) => {
    let reader: Reader | undefined
    const watch = watchAnswer(request, (failure) => {
      reject(failure)
      if (reader !== undefined) cancel(reader)
    })
    const answered = (response: Response): void => {
      reader = response.body?.getReader()
      if (watch.failure() !== undefined) {
        if (reader !== undefined) cancel(reader)
        return
      }
      if (reader === undefined) watch.stop()
      else watch.restart()
      const body = reader === undefined ? nothing : chunksOf(reader, watch)
      resolve({ status: response.status, headers: [...response.headers], body })
    }
    const failed = (error: unknown): void => {
      watch.stop()
      reject(thrownBy(error))
    }
    // An app that throws at once fails as one whose promise rejects.
    try {
      Promise.resolve(handler(fetchRequest(request)))
        .then(answered)
        .catch(failed)
    } catch (error) {
      failed(error)
    }
  })
}

const nothing: AsyncIterable<Uint8Array> = {
  [Symbol.asyncIterator]: () => ({ next: () => Promise.resolve({ done: true, value: undefined }) }),
}

/** The chunks of a body as they come. An iterator of its own, since a generator costs as much as reading a usual answer. */
function chunksOf(reader: Reader, watch: AnswerWatch): AsyncIterable<Uint8Array> {
  const next = async (): Promise<IteratorResult<Uint8Array, undefined>> => {
    try {
      const read = await reader.read()
      const failure = watch.failure()
      if (failure !== undefined) throw failure
      if (read.done) {
        watch.stop()
        return { done: true, value: undefined }
      }
      watch.restart()
      return read
    } catch (error) {
      watch.stop()
      throw error instanceof TransportFailure ? error : thrownBy(error)
    }
  }
  const stop = (): Promise<IteratorResult<Uint8Array, undefined>> => {
    watch.stop()
    cancel(reader)
    return Promise.resolve({ done: true, value: undefined })
  }
  return { [Symbol.asyncIterator]: () => ({ next, return: stop }) }
}

/** The answer may never end, so an error while cancelling its source is ignored. */
function cancel(reader: Reader): void {
  reader.cancel().catch(() => {})
}

function thrownBy(error: unknown): TransportFailure {
  const message = error instanceof Error ? error.message : String(error)
  return new TransportFailure('app-threw', `the app threw: ${message}`, { cause: error })
}
