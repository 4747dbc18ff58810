import { messageOf, RingbackError } from '@ringback/common'
import { isStep, leafPaths, type LeafSource } from '@ringback/map'
import { readRegularText } from '@ringback/recording/node'
import type { Step } from '@ringback/simulator'
import { resolve } from 'node:path'
import * as v from 'valibot'
import type { Io } from '../../../shell/io.ts'

const steps = v.array(v.custom<Step>(isStep, 'Invalid step'))

const schema = v.object({
  states: v.array(v.object({ id: v.number(), path: steps })),
  edges: v.array(
    v.object({
      from: v.nullable(v.number()),
      input: steps,
      to: v.nullable(v.union([v.number(), v.string()])),
      times: v.number(),
    }),
  ),
})

/** What a caller does to come to each leaf of a map in a file. Throws a `RingbackError`. */
export async function readMapScripts(
  file: string,
  { cwd }: Pick<Io, 'cwd'>,
): Promise<readonly (readonly Step[])[]> {
  const scripts = leafPaths(await readMap(resolve(cwd, file), file))
  if (scripts.length > 0) return scripts
  throw badMap(`the map in ${file} has no call`)
}

async function readMap(path: string, file: string): Promise<LeafSource> {
  try {
    return v.parse(schema, JSON.parse(await readRegularText(path)))
  } catch (error) {
    throw badMap(`${file}: ${messageOf(error)}`, error)
  }
}

function badMap(why: string, cause?: unknown): RingbackError {
  return new RingbackError('bad-map', `Callers cannot walk a map: ${why}.`, {
    remedy: 'Draw the map of your app first: ringback map localhost:3000/voice -o map.json',
    cause,
  })
}
