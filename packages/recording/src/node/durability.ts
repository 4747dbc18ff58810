/** `process`: survives the death of the process. `power`: also a power cut, at the price of a disk flush a batch. */
export type Durability = 'process' | 'power'
