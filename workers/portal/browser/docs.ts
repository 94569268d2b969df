/** Starts Swagger UI on the documentation page. Nothing is asked of another host: no validator, no fonts, no telemetry. */
declare const SwaggerUIBundle: (options: Readonly<Record<string, unknown>>) => unknown;

document.documentElement.classList.toggle("dark-mode", matchMedia("(prefers-color-scheme: dark)").matches);

SwaggerUIBundle({
  url: "/api/openapi.json",
  dom_id: "#swagger-ui",
  validatorUrl: null,
  deepLinking: true,
  displayRequestDuration: true,
  docExpansion: "none",
  defaultModelsExpandDepth: 0,
  filter: true,
});
