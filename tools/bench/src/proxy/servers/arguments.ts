/** The port that a script of this folder was told to listen on: its first argument. */
export const port: number = Number(process.argv[2])
/** Where the app is: its second argument. */
export const app: string = process.argv[3] ?? ''
