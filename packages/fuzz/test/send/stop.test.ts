import { describe, expect, it } from 'vitest'
import { createStop, Stopped } from '../../src/send/stop.ts'

const never = (): Promise<never> => new Promise(() => undefined)

describe('a stop', () => {
  it('lets work end while nothing stops it', async () => {
    const stop = createStop(undefined, undefined)
    expect(await stop.orStop(Promise.resolve(1))).toBe(1)
    await expect(stop.orStop(Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(stop.reason()).toBeNull()
  })

  it('gives up what is under way, and what comes later, at the signal', async () => {
    const controller = new AbortController()
    const stop = createStop(controller.signal, undefined)
    const work = stop.orStop(never())
    controller.abort()
    await expect(work).rejects.toBeInstanceOf(Stopped)
    await expect(stop.orStop(never())).rejects.toBeInstanceOf(Stopped)
    expect(stop.reason()).toBe('signal')
  })

  it('is stopped from the start by a signal that was aborted', () => {
    expect(createStop(AbortSignal.abort(), undefined).reason()).toBe('signal')
  })

  it('keeps its first reason', () => {
    const stop = createStop(undefined, undefined)
    stop.now('app-down')
    stop.now('max-time')
    expect(stop.reason()).toBe('app-down')
  })

  it('listens no longer once it is closed', () => {
    const controller = new AbortController()
    const stop = createStop(controller.signal, 60_000)
    stop.close()
    controller.abort()
    expect(stop.reason()).toBeNull()
  })
})
