/// <reference path="./.sst/platform/config.d.ts" />

/**
 * Production, declared: what the platform stands on, the migration of its database, both Workers, and what calls them by the
 * clock. Which names, stores, limits and secrets is in infra/cloud, as data that tests compare with what the Workers ask for.
 * SST runs this file; its globals ($app, sst, neon, upstash …) and their types exist once `sst install` has run.
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
    const { readStageSettings, secretNames, stores } = await import("./infra/cloud/resources");
    const { bindingsOf, bundleCommand, compatibility, mainModuleOf, readModules, readRelease, workers } =
      await import("./infra/cloud/workers");
    const { crons, schedules } = await import("./infra/schedules");
    const production = $app.stage === "production";
    const { accountId, allowedOrigins, edgeHost, functionsHost, licenceKeys, mail, neonProjectId, zoneId } =
      readStageSettings($app.stage, process.env);
    const { root } = $cli.paths;
    const secret = Object.fromEntries(secretNames.map((name) => [name, new sst.Secret(name).value])) as Record<
      (typeof secretNames)[number],
      $util.Output<string>
    >;

    // One Neon project; every other stage is an empty branch of it, so that nobody's data is in a preview. The application's
    // roles are made in SQL by the migrations: roles that Neon makes bypass row-level security.
    const projectId =
      neonProjectId ??
      new neon.Project(
        "Database",
        { name: $app.name, regionId: "aws-ap-southeast-1", pgVersion: 18, historyRetentionSeconds: 604_800 },
        { protect: true },
      ).id;
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
    const addressAs = (role: $util.Input<string>, password: $util.Output<string>) =>
      $util.secret(
        $interpolate`postgresql://${role}:${password.apply(encodeURIComponent)}@${endpoint.host}/${database.name}?sslmode=require`,
      );

    const redis = new upstash.RedisDatabase("Redis", {
      databaseName: `${$app.name}-${$app.stage}`,
      region: "global",
      primaryRegion: "ap-southeast-1",
      tls: true,
      // Sessions and tag versions are no cache: Redis must refuse before it forgets them.
      eviction: false,
    });
    const ids = Object.fromEntries(
      stores.map(({ binding, kind }) => [
        binding,
        kind === "kv_namespace"
          ? { kind, id: new sst.cloudflare.Kv(binding).namespaceId }
          : { kind, id: new sst.cloudflare.Bucket(binding).name },
      ]),
    );

    // Both run at every deployment: neither does anything when nothing has changed.
    const always = [Date.now()];
    const bundled = new command.local.Command("Bundle", {
      create: bundleCommand,
      dir: root,
      environment: { NODE_ENV: "production", CI: "true" },
      triggers: always,
    });
    // What does not build must not migrate; what is not migrated must not be uploaded.
    const migrated = new command.local.Command(
      "Migrate",
      {
        create: "npm run db:migrate",
        dir: root,
        environment: {
          OWNER_DATABASE_URL: addressAs(owner.name, owner.password),
          APP_DATABASE_PASSWORD: secret.APP_DATABASE_PASSWORD,
          OPS_DATABASE_PASSWORD: secret.OPS_DATABASE_PASSWORD,
        },
        triggers: always,
      },
      { dependsOn: [database, bundled] },
    );

    const { APP_DATABASE_PASSWORD, OPS_DATABASE_PASSWORD: _, ...keys } = secret;
    const environment = {
      ...keys,
      ...mail,
      DATABASE_URL: addressAs("serambi_app", APP_DATABASE_PASSWORD),
      DATABASE_HTTP_URL: $interpolate`https://api.${endpoint.host.apply((host) => host.split(".").slice(1).join("."))}/sql`,
      UPSTASH_REDIS_REST_URL: $interpolate`https://${redis.endpoint}`,
      UPSTASH_REDIS_REST_TOKEN: $util.secret(redis.restToken),
      QSTASH_URL: "https://qstash.upstash.io",
      FUNCTIONS_URL: `https://${functionsHost}`,
      PUBLIC_URL: `https://${edgeHost}`,
      ALLOWED_ORIGINS: allowedOrigins,
      LICENCE_PUBLIC_KEYS: licenceKeys,
    };
    // Raw resources, not sst.cloudflare.Worker: that one uploads a single script, and letters and wasm are modules.
    const upload = (id: string, floor: keyof typeof workers, hostname: string, after: $util.Resource) => {
      const declared: import("./infra/cloud/workers").WorkerDeclaration = workers[floor];
      const name = production ? declared.name : `${declared.name}-${$app.stage}`;
      const { assets, hubs } = declared;
      const folder = `${root}/dist/workers/${floor}`;
      const release = bundled.stdout.apply(() => readRelease(folder, declared.main));
      const worker = new cloudflare.Worker(id, {
        accountId,
        name,
        // Cloudflare's own line of a request has its whole address, and lists are filtered by telephone numbers.
        observability: { enabled: true, logs: { enabled: true, invocationLogs: false } },
        // Production has one address, its own; no second one beside it.
        subdomain: { enabled: false, previewsEnabled: false },
      });
      const version = new cloudflare.WorkerVersion(
        `${id}Version`,
        {
          accountId,
          workerId: worker.id,
          mainModule: mainModuleOf(declared.main),
          // Read once the bundle is there.
          modules: bundled.stdout.apply(() => readModules(folder, declared.main)),
          compatibilityDate: compatibility.date,
          compatibilityFlags: compatibility.flags,
          bindings: bindingsOf<$util.Input<string>>(declared, {
            environment: { ...environment, RELEASE: release },
            ids,
          }),
          ...(hubs && {
            migrations: { newTag: hubs.tag, newSqliteClasses: hubs.classes.map(({ className }) => className) },
          }),
          ...(assets && {
            assets: { directory: bundled.stdout.apply(() => `${root}/${assets.directory}`), config: assets.config },
          }),
        },
        { dependsOn: [after] },
      );
      const deployed = new cloudflare.WorkersDeployment(`${id}Deployment`, {
        accountId,
        scriptName: worker.name,
        strategy: "percentage",
        versions: [{ versionId: version.id, percentage: 100 }],
      });
      const host = new cloudflare.WorkersCustomDomain(
        `${id}Host`,
        { accountId, zoneId, hostname, service: worker.name },
        { dependsOn: [deployed] },
      );
      return { name: worker.name, host };
    };
    const functions = upload("Functions", "functions", functionsHost, migrated);
    // The edge comes last: it must not send a job that the functions do not know yet.
    const edge = upload("Edge", "edge", edgeHost, functions.host);

    for (const [id, worker, floor] of [
      ["FunctionsCrons", functions, "functions"],
      ["EdgeCrons", edge, "edge"],
    ] as const) {
      new cloudflare.WorkersCronTrigger(
        id,
        { accountId, scriptName: worker.name, schedules: crons[floor].map((cron) => ({ cron })) },
        { dependsOn: [worker.host] },
      );
    }
    for (const { id, cron, path } of schedules) {
      new upstash.QStashScheduleV2(
        id,
        { destination: `https://${functionsHost}${path}`, cron, method: "POST", retries: 3 },
        { dependsOn: [functions.host] },
      );
    }
    return { edge: environment.PUBLIC_URL, functions: environment.FUNCTIONS_URL };
  },
});
