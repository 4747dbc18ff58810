/** What came of a task, and what was sampled meanwhile. */
export interface Sampled<Result> {
  readonly result: Result
  readonly samples: readonly number[]
}

/** Takes a sample again and again while a task runs. */
export async function sampleWhile<Result>(
  task: Promise<Result>,
  everyMs: number,
  sample: () => number,
): Promise<Sampled<Result>> {
  const samples: number[] = []
  const timer = setInterval(() => samples.push(sample()), everyMs)
  try {
    return { result: await task, samples }
  } finally {
    clearInterval(timer)
  }
}
