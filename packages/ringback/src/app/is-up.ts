import { requireRunning } from './require-running.ts'

/** Whether something listens at a URL. */
export async function isUp(url: URL): Promise<boolean> {
  return requireRunning(url).then(
    () => true,
    () => false,
  )
}
