import { RingbackError } from '@ringback/common'
import { UserError } from '../../shell/user-error.ts'

/** Runs a task of a contract command; what it cannot do for reasons of the user's becomes a `UserError`. */
export async function orUserError<Result>(task: () => Promise<Result>): Promise<Result> {
  try {
    return await task()
  } catch (error) {
    if (error instanceof RingbackError) throw new UserError(error.message, error.remedy)
    throw error
  }
}
