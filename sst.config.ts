/// <reference path="./.sst/platform/config.d.ts" />

/**
 * Production, declared: what the platform stands on, the migration of its database, and what the queue calls by the clock.
 * SST runs this file; its globals ($app, sst, neon, upstash, command) and their types exist once `sst install` has run.
 */
export default $config({
  app(input) {
    return {
      name: "serambi",
      home: "cloudflare",
      removal: input?.stage === "production" ? "retain" : "remove",
      protect: input?.stage === "production",
      providers: { cloudflare: "6.15.0", neon: "0.13.0", "@upstash/pulumi": "0.5.0", command: "1.0.1" },
    };
  },
  async run() {
    const { domainOf, secretNames, stores } = await import("./infra/cloud/resources");
    const { schedules } = await import("./infra/schedules");
    const production = $app.stage === "production";
    const domain = domainOf($app.stage, process.env);
    const secrets = Object.fromEntries(secretNames.map((name) => [name, new sst.Secret(name)]));

    // One Neon project; every other stage is a copy-on-write branch of it. The application's roles are made in SQL by the
    // migrations: roles that Neon's console makes bypass row-level security.
    const project = production
      ? new neon.Project(
          "Database",
          { name: $app.name, regionId: "aws-ap-southeast-1", pgVersion: 18, historyRetentionSeconds: 604_800 },
          { protect: true },
        )
      : undefined;
    const projectId = project?.id ?? process.env.NEON_PROJECT_ID ?? "";
    const branch = new neon.Branch("DatabaseBranch", {
      projectId,
      name: $app.stage,
      protected: production ? "yes" : "no",
    });
    const endpoint = new neon.Endpoint("DatabaseEndpoint", {
      projectId,
      branchId: branch.id,
      type: "read_write",
      autoscalingLimitMaxCu: production ? 4 : 1,
      poolerEnabled: true,
    });
    const owner = new neon.Role(
      "DatabaseOwner",
      { projectId, branchId: branch.id, name: "serambi_owner" },
      { dependsOn: [endpoint] },
    );
    const database = new neon.Database("DatabaseMain", {
      projectId,
      branchId: branch.id,
      name: "serambi",
      ownerName: owner.name,
    });
    const addressAs = (role: $util.Input<string>, password: $util.Input<string>) =>
      $util.secret($interpolate`postgresql://${role}:${password}@${endpoint.host}/${database.name}?sslmode=require`);

    const redis = new upstash.RedisDatabase("Redis", {
      databaseName: `${$app.name}-${$app.stage}`,
      region: "global",
      primaryRegion: "ap-southeast-1",
      tls: true,
      // Sessions and tag versions are no cache: Redis must refuse before it forgets them.
      eviction: false,
    });
    const kept = Object.fromEntries(
      stores.map(({ binding, kind }) => [
        binding,
        kind === "kv" ? new sst.cloudflare.Kv(binding) : new sst.cloudflare.Bucket(binding),
      ]),
    );

    const migrated = new command.local.Command(
      "Migrate",
      {
        create: "npm run db:migrate",
        update: "npm run db:migrate",
        environment: {
          OWNER_DATABASE_URL: addressAs(owner.name, owner.password),
          APP_DATABASE_PASSWORD: secrets.APP_DATABASE_PASSWORD.value,
          OPS_DATABASE_PASSWORD: secrets.OPS_DATABASE_PASSWORD.value,
        },
        triggers: [process.env.MIGRATIONS_DIGEST ?? Date.now().toString()],
      },
      { dependsOn: [database] },
    );
    for (const { id, cron, path } of schedules) {
      new upstash.QStashScheduleV2(
        id,
        { destination: `https://${domain.functions}${path}`, cron, method: "POST", retries: 3 },
        { dependsOn: [migrated] },
      );
    }

    return {
      DATABASE_URL: addressAs("serambi_app", secrets.APP_DATABASE_PASSWORD.value),
      DATABASE_HTTP_URL: $interpolate`https://api.${endpoint.host.apply((host) => host.split(".").slice(1).join("."))}/sql`,
      UPSTASH_REDIS_REST_URL: $interpolate`https://${redis.endpoint}`,
      UPSTASH_REDIS_REST_TOKEN: $util.secret(redis.restToken),
      QSTASH_URL: "https://qstash.upstash.io",
      PUBLIC_URL: `https://${domain.edge}`,
      FUNCTIONS_URL: `https://${domain.functions}`,
      stores: Object.keys(kept).join(", "),
    };
  },
});
