/** Where task files usually lie below a deployment. */
export const taskDirectories: readonly string[] = ['', 'conf', 'dmctl', 'tasks'];

export const isYaml = (name: string): boolean => /\.ya?ml$/i.test(name);
