/** How a process ended, as the event `exit` tells it: `it ended with code 1`, `it was ended by SIGTERM`. */
export function howItEnded(code: number | null, signal: NodeJS.Signals | null): string {
  return signal === null ? `it ended with code ${code}` : `it was ended by ${signal}`
}
