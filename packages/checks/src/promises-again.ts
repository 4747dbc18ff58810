/** What promises to hear something again or to go back, in the languages of prompts that are read; without accents. */
const again =
  /again|repeat|replay|main menu|go back|return|previous|start over|wiederhol|noch einmal|erneut|zuruck|hauptmenu|repet|reecout|revenir|retour|volver|de nuevo|otra vez|anterior|voltar|novamente|indietro|tornare|riascolt|herhal|opnieuw|terug/

/** Whether a prompt promises to repeat something or to go back: then it is no fault that the same is heard again. */
export function promisesAgain(prompt: string): boolean {
  return again.test(prompt.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase())
}
