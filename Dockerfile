FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:10.0 AS build
ARG TARGETARCH
WORKDIR /source

# The project files first: packages are restored again only when these change.
COPY global.json Directory.Build.props Directory.Packages.props ./
COPY src/PrivacyCrm.Core/*.csproj src/PrivacyCrm.Core/
COPY src/PrivacyCrm.Store/*.csproj src/PrivacyCrm.Store/
COPY src/PrivacyCrm.Api/*.csproj src/PrivacyCrm.Api/
RUN dotnet restore src/PrivacyCrm.Api --arch $TARGETARCH -p:PublishReadyToRun=true -p:SelfContained=true

COPY . .
RUN dotnet publish src/PrivacyCrm.Api --no-restore --configuration Release --arch $TARGETARCH --output /app

# What the service may write: an SQLite file, and keys. A new volume mounted there takes over the owner.
RUN mkdir -p /var/lib/privacycrm/data /var/lib/privacycrm/keys


FROM mcr.microsoft.com/dotnet/runtime-deps:10.0
WORKDIR /app
COPY --from=build --chown=$APP_UID:$APP_UID /var/lib/privacycrm /var/lib/privacycrm
COPY --from=build /app .

ENV ASPNETCORE_HTTP_PORTS=8080
EXPOSE 8080
USER $APP_UID

# The image has no curl: the program asks itself.
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=6 \
    CMD ["./PrivacyCrm.Api", "--health", "http://127.0.0.1:8080/health/ready"]

ENTRYPOINT ["./PrivacyCrm.Api"]
