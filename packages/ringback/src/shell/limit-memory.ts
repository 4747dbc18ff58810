import { setFlagsFromString } from 'node:v8'

/**
 * Keeps V8 from trading memory for speed that a long-running command does not need: under load its young generation grows
 * to 128 MiB and its old one to four times of what is in use. V8 reads both flags whenever it has to decide about growth.
 */
export function limitMemory(): void {
  // The young generation keeps the size that it has: 16 MiB once a command is loaded.
  setFlagsFromString('--semi-space-growth-factor=1')
  setFlagsFromString('--heap-growing-percent=30')
}
