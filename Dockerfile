# syntax=docker/dockerfile:1
# Build:  docker build -t lumbar-cds .
# Try:    docker run --rm --read-only --tmpfs /tmp -v lumbar-data:/data -p 127.0.0.1:8080:8080 -e LUMBAR_SECURITY_ALLOWANONYMOUS=true lumbar-cds
# Without registered clients and without that word it says what to write and does not start.

FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build
COPY . .
# The cache stays on the builder: neither Maven nor its repository reaches the image.
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -ntp -q -Dmaven.test.skip=true -Dspotless.check.skip=true package
RUN java -Djarmode=tools -jar target/lumbar-cds.jar extract --layers --launcher --destination target/layers

FROM eclipse-temurin:25-jre
WORKDIR /app
COPY --from=build /build/target/layers/dependencies/ ./
COPY --from=build /build/target/layers/spring-boot-loader/ ./
COPY --from=build /build/target/layers/snapshot-dependencies/ ./
COPY --from=build /build/target/layers/application/ ./
# The database and the key of patients' hashes; a new volume takes this owner over.
RUN install -d -o 10001 -g 10001 -m 700 /data
VOLUME /data
ENV LUMBAR_DATA_DIRECTORY=/data
# No name is needed, and a number is what runAsNonRoot of Kubernetes checks.
USER 10001:10001
# Reached through the published port alone; on a container's own loopback nobody could reach it.
ENV SERVER_ADDRESS=0.0.0.0
EXPOSE 8080
# bash opens the connection itself: the image needs no curl. Other ports: set SERVER_PORT.
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${SERVER_PORT:-8080} && printf 'GET /actuator/health/readiness HTTP/1.0\\r\\n\\r\\n' >&3 && read -r -t 2 _ status _ <&3 && [ \"$status\" = 200 ]"]
# /tmp and /data are all that is written to: mount a tmpfs and a volume there when the file system is read-only.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=70", "-XX:+ExitOnOutOfMemoryError", "-XX:-CreateCoredumpOnCrash", "-Djava.io.tmpdir=/tmp", "org.springframework.boot.loader.launch.JarLauncher"]
