/** OWASP's accepted argon2id parameters; 25 ms in a Worker. */
export const passwordParameters = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 } as const;
