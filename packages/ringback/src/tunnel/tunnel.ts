/** The tunnels that ringback knows how to ask and to start. */
export const tunnelAgents = ['ngrok', 'cloudflared'] as const

export type TunnelAgent = (typeof tunnelAgents)[number]

/** A public URL of a tunnel that runs on this machine. */
export interface Tunnel {
  readonly agent: TunnelAgent
  /** Without a slash at its end. */
  readonly publicUrl: string
  /** Where it forwards, as its agent writes it: `http://localhost:4100`, `localhost:4100` or `4100`. */
  readonly forwardsTo: string
}
